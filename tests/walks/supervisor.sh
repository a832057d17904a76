# The supervisor's desk: a folder as a worklist, one package read, checked, compared and decided.

# alter FROM TO: a copy with one byte changed, as a bad stick or a bad hand would.
alter() {
  cp "$1" "$2"
  printf '\x55' | dd of="$2" bs=1 seek=100000 conv=notrunc status=none
}

# list_stick: the memory stick is opened, and each file on it becomes a line.
list_stick() {
  turn_to Supervision
  go 'Open a folder'
  answer_dialog "$STICK"
  see 'In the folder “memory stick”' 'Nothing of them is kept.'
}

# told_of NAME WORDS…: each of these is said of a line.
told_of() {
  local name=$1 words lines
  shift
  for words in "$@"; do
    ask "told $words"
    IFS=$'\t' read -r -a lines <<<"$REPLY"
    among "$name" "${lines[@]}" || give_up "not said of $name: $words"
  done
}

# answer_checks: what the record cannot tell is for a person to say, one check after another. The
# keyboard begins on the answers, and each stands on a digit.
answer_checks() {
  local check left
  ask 'told You have to say'
  IFS=$'\t' read -r -a left <<<"$REPLY"
  for check in "${left[@]}"; do
    go "$check"
    key 1
    ask rest
    go 'Back to the checks'
  done
  see 'All 32 are answered'
}

# remark_on ENTRY WORDS: on what a check looks at; it goes back with the decision.
remark_on() {
  go "Make a remark: $1"
  fill 'Your remark' "$2"
  go 'Keep the remark'
  see "Change the remark: $1"
}

# decide DECISION REASONS FILE: signed with the supervisor's own key, for the author's desk.
decide() {
  go 'Decide and sign'
  choose "$1"
  fill 'Reasons, and what must be done' "$2"
  picture_once decision
  go 'Sign and save the file'
  answer_dialog "$STICK/$3"
  saved "$STICK/$3"
  see 'Signed, saved as'
}

send_it_back() {
  alter "$STICK/R-first.age" "$STICK/R-copied-badly.age"
  list_stick
  see 'Refused. Nothing in them was shown' 'R-copied-badly.age'
  told_of 'R.*' 'Nobody has signed it off' 'things are missing' 'Today' 'ago'
  told_of 'K.*' 'Nobody has signed it off' 'Routine'
  shot worklist
  click 'R. from*'
  see 'Two minutes' 'Checks'
  shot two-minutes
  click '3 Each child seen and heard'
  see 'Not heard: S., 9.'
  remark_on 'Was the child seen' 'Who asks her, and when? Write the day.'
  shot check
  go 'Back to the checks'
  answer_checks
  decide 'Send it back' 'Write when S. is heard and by whom, and who holds the passport. Then it may go.' R-returned.age
  shot sent-back
}

# let_it_go: the second one beside the first, and signed off.
let_it_go() {
  list_stick
  told_of 'R.*' 'It was written in since' Addendum
  shot worklist-second
  click 'R. from*'
  see 'Two minutes' 'Checks'
  pick 'Compare with an earlier one' 'In the folder: R-first.age'
  see 'Beside the one of' 'Recorded wrongly, and put right'
  shot comparison
  go 'Back to two minutes'
  answer_checks
  decide Approve 'Looked at with the team. It may go tonight.' R-approved.age
  shot approved
}
