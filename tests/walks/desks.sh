# Each person at a machine of their own: starting the program, setting it up, ending the day.

# sit_down PERSON [OPTION…]: the program is started in that person's home.
sit_down() {
  PERSON=$1
  shift
  local home=$WORK/homes/$PERSON
  mkdir -p "$home"
  # shellcheck disable=SC2086 # the program may be several words
  (cd "$ROOT" && HOME=$home exec $ONECHANCE "$@") >>"$WORK/$PERSON.log" 2>&1 &
  PROGRAM=$!
  wait_for 'a window' a_window
  front
}

# get_up: lock, and switch the machine off. Locking starts a new process with the lock window.
get_up() {
  go Lock
  wait_for 'the end of the process' ended "$PROGRAM"
  wait_for 'the lock window' a_window
  front
  see 'Passphrase'
  PROGRAM=$(xdotool getwindowpid "$(windows '^Notes$' | tail -n 1)")
  kill "$PROGRAM"
  wait_for 'an empty screen' no_window
  PROGRAM=
}

ended() { ! kill -0 "$1" 2>/dev/null; }
no_window() { ! a_window; }

# come_back PERSON [OPTION…]: start again, and unlock.
come_back() {
  sit_down "$@"
  see 'Passphrase'
  write "$WORDS"
  key Return
  see Lock
  front
}

# set_up NAME ROLE ORGANISATION AREA: the first three steps of a first run.
set_up() {
  see 'Who you are'
  fill 'Your name, as colleagues know it' "$1"
  fill 'Your role, such as social worker' "$2"
  fill 'Your organisation, as it stands on letters' "$3"
  fill 'Your area’s address, from your supervisor' "$4"
  picture_once who-you-are
  go 'Next: passphrase'
  see 'Choose a passphrase for this laptop'
  fill 'Passphrase' "$WORDS"
  fill 'The same again' "$WORDS"
  see 'Long enough'
  picture_once passphrase
  go 'Next: recovery sheet'
  recovery_sheet
}

# The sheet is saved as a PDF, and two of its groups are typed from it, as from the paper.
recovery_sheet() {
  local sheet=$WORK/paper-$PERSON.pdf
  see 'Print the recovery sheet'
  picture_once recovery-sheet
  go 'Save it, to print it elsewhere'
  answer_dialog "$sheet"
  saved "$sheet"
  see 'Then type two groups from the paper'
  fill_groups "$sheet"
  picture_once recovery-typed
  go 'It is in the safe: go on'
}

fill_groups() {
  local number group asked
  ask names
  asked=$(tr '\t' '\n' <<<"$REPLY" | grep -oE '^Group [0-9]$' | sort -u)
  while read -r _ number; do
    group=$(pdftotext -layout "$1" - | awk -v line="$number" '$1 == line && NF == 2 { print $2 }')
    fill "Group $number" "$group"
  done <<<"$asked"
}

# Four people set up; one picture of each step is enough.
declare -A TAKEN
picture_once() {
  [[ -z ${TAKEN[$1]:-} ]] || return 0
  TAKEN[$1]=1
  shot "$1"
}
