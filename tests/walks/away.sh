# Away from her: the child, the judgement and the plan.

child() {
  turn_to People
  go 'Child S., 9. Opens the child’s page.'
  choose 'Not seen'
  see 'Why was this child not heard'
  fill 'Why not heard yet: In your words' 'At swimming. Her teacher will sit with us.'
  date_in 'Why not heard yet' 2
  shot child
}

judge() {
  turn_to Judgement
  choose Critical
  fill 'Your reasons' 'A flight on Friday against her will, and a threat to kill.'
  fill 'What is not known' 'What part D. has, and who holds her passport.'
  fill 'The pattern and the motive' 'She said no. The family calls it shame.'
  fill First 'She is taken abroad on Friday.'
  fill Second 'She is locked in when the school is seen to act.'
  choose Escalation
  fill 'The fear you saw' 'She whispered, and watched the door.'
  choose High
  fill 'Specialist advice' 'Rang the regional HBA specialist, R. Shah: treat as critical.'
  fill Supervisor 'D. Marsh, by telephone today: agrees.'
  choose 'Conference (MARAC): professional judgement'
  date_in 'Next review' 7
  shot judgement
  go 'Sign this judgement'
  see 'Signed by T. Osei'
  shot judgement-signed
}

# Every action gets a person, and the plan is signed.
plan() {
  local action
  turn_to Plan
  see 'Sign this plan'
  while IFS= read -r action; do
    go "$action"
    fill 'Who owns it: a named person' 'T. Osei'
    go 'Save this action'
  done < <(listed 'Change: ')
  shot plan
  go 'Sign this plan'
  see 'Signed by T. Osei'
  shot plan-signed
}

# listed BEGINNING: the name of each control that begins so.
listed() {
  ask names
  tr '\t' '\n' <<<"$REPLY" | grep -F "$1" | sort -u
}
