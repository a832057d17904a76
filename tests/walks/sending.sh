# The worker's desk in a longer loop: sealed for review, put right, sealed to another area, a late
# call sent after it, and every answer taken in.

# choose_reader DESK PERSON WHAT-FOR WHY [HOW-SOON]: whom it goes to, and what she was told.
choose_reader() {
  turn_to Handover
  go 'Choose whom it goes to, what for and by when'
  choose "$1"
  fill 'The person there' "$2"
  pick 'What for' "$3"
  pick 'Legal ground' 'To protect somebody’s life*'
  choose "${5:-Today}" 'How soon'
  go 'Keep this'
  go 'What she was told, and who decided'
  choose 'Told, and agreed'
  pick 'Can she decide this?' 'She can decide this for herself'
  fill 'Why this is needed, and why no less would do' "$4"
  go 'Keep this'
  see 'Decided by'
}

# seal FILE: as it stands on the Handover page.
seal() {
  go 'Seal and save the file'
  answer_dialog "$1"
  saved "$1"
  see 'Sealed and saved as'
}

# to_the_supervisor [HOW-SOON]: a desk of our own area reads it first.
to_the_supervisor() {
  choose_reader "$SERVICES*" 'R. Bell' 'To keep somebody safe*' 'R. Bell signs what leaves us.' \
    "${1:-Today}"
}

for_review() {
  to_the_supervisor
  seal "$STICK/R-first.age"
  shot sealed-for-review
}

# second_case: somebody else, in a hurry; most of it is still to be asked.
second_case() {
  turn_to Today
  go 'New case'
  fill 'Name, spelling or number' 'Kadri'
  see 'Nobody on this laptop.'
  fill 'Alias, such as a letter. Never the name' 'K.'
  fill 'What brings this case now?' 'Her midwife rang: K. does not come any more.'
  go 'Begin the case'
  see 'Before the visit'
  to_the_supervisor 'By tomorrow'
  seal "$STICK/K-first.age"
}

# take_in FILE WORDS…: an answer or a review is opened on the case that it is of.
take_in() {
  local file=$1
  shift
  turn_to Handover
  go 'Open a receipt file'
  answer_dialog "$STICK/$file"
  see "$@"
}

# put_it_right: what the supervisor sent back for, and one thing that had been recorded wrongly.
put_it_right() {
  turn_to Handover # of the other case: the review finds its own
  go 'Open a receipt file'
  answer_dialog "$STICK/R-returned.age"
  see 'Why are you opening this?'
  choose 'I am working with this person'
  go 'Open the case'
  see 'Genuine. Reviewed by' 'Sent back to its author' 'Then it may go.'
  shot came-back
  turn_to People
  go 'Child S., 9. Opens the child’s page.'
  fill 'Why not heard yet: In your words' 'At swimming. Mrs Hall asks her on Wednesday at eleven.'
  turn_to Judgement
  fill 'What is not known' 'What part D. has. He holds her passport: police ask for it today.'
  go 'Sign this judgement'
  see 'Signed by T. Osei'
  turn_to Record
  fill 'Search this record' 'Her and me'
  go 'Put right: Can be relied on*'
  fill 'What is wrong with it, and how that is known' 'Mrs Hall sat by the door. She says so.'
  fill 'Who was present, put right' 'Her and me; her teacher by the open door'
  go 'Record that it was wrong'
  see 'by the open door'
  shot put-right
  to_the_supervisor
  seal "$STICK/R-second.age"
}

# send_on: both signatures are taken in, the copy is read as Calderby will, and it is sealed.
send_on() {
  local file
  for file in "$STICK"/R-approved.age "$STICK"/RV-*.age; do
    take_in "${file##*/}" 'Genuine. Reviewed by' 'Approved'
  done
  shot signed-off
  choose_reader "$HUB*" 'DS K. Lowe' 'To hand over responsibility*' \
    'Calderby answers for her from tonight.'
  click 'Read it as they will'
  see 'Everything this copy would hold, and nothing else.'
  shot read-as-they-will
  go 'Go back'
  seal "$STICK/R-handover.age"
  shot sealed
}

# answered: what the receiver signed is taken in, one file after another.
answered() {
  take_in R-accepted.age 'Genuine. Answered by DS K. Lowe' 'Accepted by name'
  take_in R-reached.age 'Genuine. Answered by DS K. Lowe' 'Safe with us at school.'
  shot answered
}

# late_call: her school rings when the record has gone; it is written down, and sent after it.
late_call() {
  turn_to Record
  go 'Write down a call'
  fill 'Who rang' 'Mrs Hall, her teacher'
  fill 'What was said, word for word' 'R. says the flight is tonight now, and not on Friday.'
  go 'Keep this call'
  see 'the flight is tonight now'
  shot late-call
  turn_to Handover
  go 'Send what is new to all'
  see 'Send what is new'
  fill 'Anything they should read first' 'The flight is tonight. Her teacher rang just now.'
  choose Now 'How soon'
  shot send-what-is-new
  go 'Seal it and save the files'
  answer_dialog "$STICK/R-addendum.age"
  saved "$STICK/R-addendum.age"
  see 'Sealed and saved as'
}

# released: what was sent after the handover has a loop of its own; each ends by itself, and only
# after a signed acceptance.
released() {
  take_in R-second-accepted.age 'Genuine. Answered by DS K. Lowe'
  release
  go "$HUB, duty, DS K. Lowe, *" # the handover itself, among the others
  release
  shot released
}

release() {
  go 'Release yourself'
  go 'I am released'
  see 'You released yourself. They hold it.'
}
