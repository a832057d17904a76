# The receiver's desk: refused, read before anything is taken in, accepted by name, and what follows.

# open_file FILE: from the day's page.
open_file() {
  turn_to Today
  go 'Open a package'
  go 'Choose the file'
  answer_dialog "$STICK/$1"
}

# refuse_it: an altered copy shows nothing; the call about it is written down.
refuse_it() {
  alter "$STICK/R-handover.age" "$STICK/R-copied.age"
  open_file R-copied.age
  see 'This file cannot be trusted, so nothing in it has been shown.'
  shot refused
  go 'Log the call'
  fill 'Whom you spoke to' 'T. Osei, Northmere'
  fill 'The number you rang' '01632 960 555'
  fill 'What was said' 'Their copy is whole. The stick is brought over again.'
  go 'Log this call'
}

# read_first: the preview and one of its parts; nothing is taken in by reading.
read_first() {
  open_file R-handover.age
  see 'Accept by name' 'Countersigned by'
  shot preview
  pick 'Read the record' 'Her words'
  shot preview-her-words
  go 'Back to two minutes'
}

# answer_saved FILE: the answer that has just been signed goes on the stick.
answer_saved() {
  answer_dialog "$STICK/$1"
  saved "$STICK/$1"
  see 'The answer is signed and saved as'
}

accept_it() {
  go 'Accept by name'
  fill 'Who takes it, by name' 'DS K. Lowe'
  fill 'What you do first' 'Ring T. Osei, then the school, before three.'
  go 'Accept and save the answer'
  answer_saved "$1"
}

# reached: the first safe contact, from the same page.
reached() {
  go 'Say that she was reached'
  fill 'Who reached her, by name' 'DS K. Lowe'
  fill 'How she is' 'Safe with us at school. She goes nowhere tonight.'
  go 'Sign and save the answer'
  answer_saved R-reached.age
  shot reached
}

# join_addendum: what came later is laid beside what is here, and joins the same case.
join_addendum() {
  open_file R-addendum.age
  see 'It adds to a handover that came before' 'What it changes in the case that is here'
  see 'the flight is tonight now'
  shot addendum
  accept_it R-second-accepted.age
  go 'Open the case'
  see 'Why are you opening this?'
  choose 'Somebody has just rung or written about it'
  go 'Open the case'
  turn_to Record
  see 'the flight is tonight now'
  shot addendum-joined
}
