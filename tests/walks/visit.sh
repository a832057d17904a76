# A case from its first line to a signed plan, by one social worker.

new_case() {
  come_back osei
  go 'New case'
  see 'Is this person already here?'
  fill 'Name, spelling or number' 'Rozerin'
  see 'Nobody on this laptop.'
  fill 'Alias, such as a letter. Never the name' 'R.'
  fill 'What brings this case now?' 'Her teacher rang: R. is not to come back to school after the holidays.'
  shot new-case
  go 'Begin the case'
  see 'Before the visit'
}

# Away from her: what the systems say, and who is around her.
prepare() {
  walk_into 'Systems checked' Sections
  key Return
  see 'Police National Computer (PNC)'
  pick 'Police National Computer (PNC)' Checked
  see Saved
  shot systems
}

add_people() {
  turn_to People
  see 'Nobody is on the map yet.'
  add_person 'D.' 'Husband*'
  add_person 'F., his mother' 'Mother-in-law*'
  add_person 'S., 9' 'Her child'
  see 'S., 9'
  shot people
}

# add_person ALIAS WHO
add_person() {
  go 'Add a person'
  fill 'A short alias, no name' "$1"
  pick 'Who this is to her' "$2"
  go 'Add to the map'
}

plan_visit() {
  turn_to Prepare
  walk_into 'The visit and the interpreter' Sections
  key Return
  pick 'What kind' 'At our office'
  fill 'What for' 'To listen to her, alone'
  date_in 'Which day' 0
  fill 'What time, such as 14:00' '10:30'
  go 'Plan this visit'
  see 'not settled yet'
  go 'Check the interpreter'
  see 'Give no name, address or area'
  choose 'Nobody: we share a language'
  shot interpreter
  until can_read 'No interpreter is needed'; do go 'Next step'; done
  fill 'Who is present, and where' 'Her and me, in the small room at school'
  shot before-talking
}

# The conversation: answers on their digits, her words typed beside them.
talk() {
  go 'Begin the conversation'
  see 'Read this first'
  go 'Already read: go to the questions'
  see 'Look and listen'
  shot first-prompt
  digit 1 'Nobody else can hear'
  next 'Is it safe to talk now?'
  digit 1 Yes
  fill 'Minutes there are' 40
  section 'Her story' 'Please tell me what has been happening'
  fill 'Her exact words' 'They say I fly to my cousin on Friday. I said no. They said it is not a question.'
  shot her-words
  section 'Harm and threat' 'Has anyone threatened to kill you?'
  choose Yes 'Threat to kill: now'
  see 'Before you leave: '
  fill 'Her exact words' 'His mother said: you come with us, or nobody will find you.'
  shot threat
  section 'Before leaving' 'What do you want to happen now?'
  fill 'What they want' 'To stay at school. Nobody is to ring the house.'
  shot her-wish
}

# digit KEY ANSWER: the answer is chosen by the key that stands on it.
digit() {
  see "$2"
  key "$1"
  ask rest
}

next() {
  go 'Next prompt'
  see "$1"
}

section() {
  pick 'All sections' "$1"
  see "$2"
}

end_visit() {
  pick 'This visit' 'End the visit'
  see 'Before you leave'
  shot before-leaving
  while on_screen '^Add to plan: '; do go 'Add to plan: *'; done
  go 'End the visit'
  see 'No visit is open'
}

on_screen() {
  ask names
  tr '\t' '\n' <<<"$REPLY" | grep -qE "$1"
}
