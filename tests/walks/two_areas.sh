# Two areas come into being and come to know each other, with four people at four machines.
#
# Files go from desk to desk on a stick. What is read out on the telephone is read from one screen
# and compared with what stands on the other.

# keep_root PERSON NAME ORGANISATION AREA TELEPHONE SECOND: an area's root key is made.
keep_root() {
  sit_down "$1" --keeper
  set_up "$2" 'Head of service' "$3" "$4"
  see 'Make your area’s root key'
  fill 'The number other areas may ring' "$5"
  fill 'The second person who is here now' "$6"
  picture_once root-key
  go 'Make the key'
  see 'Laptops that ask for their key'
  go 'Save the desk’s key'
  go 'Save it'
  answer_dialog "$WORK/safe-$1-desk-key.txt"
  see 'Saved as'
  get_up
}

# ask_for_key PERSON NAME ROLE ORGANISATION AREA NUMBER [OFFICE]: a first run as far as the request.
ask_for_key() {
  sit_down "$1"
  set_up "$2" "$3" "$4" "$5"
  see 'Your area’s key'
  fill 'Your staff or collar number' "$6"
  [[ -z ${7:-} ]] || pick 'You ask to be' "$7"
  go 'Save the request file'
  answer_dialog "$WORK/stick/$1-request.age"
  see 'Asked for'
  HEARD=$(spoken)
  picture_once request
  go 'Go on, the key comes later'
  see 'Nothing is waiting for you on this laptop.'
  picture_once first-day
  get_up
}

# spoken: the 32 digits that stand on the screen, as they would be read out.
spoken() {
  ask names
  tr '\t' '\n' <<<"$REPLY" | grep -xE '[0-9]{4}( [0-9]{4}){7}' | head -n 1
}

# answer_request KEEPER PERSON HEARD [OFFICE]: the number is compared, and the answer saved. For an
# office, somebody has to know that it is theirs.
answer_request() {
  come_back "$1" --keeper
  see 'Laptops that ask for their key'
  DIGITS=$(spoken)
  go 'Open a request'
  answer_dialog "$WORK/stick/$2-request.age"
  see 'Is it really their laptop?'
  if [[ -n ${4:-} ]]; then
    see 'Nobody signs off what they wrote themselves'
    tab_to "$4"
    key space
  fi
  fill 'Their number, eight groups of four' "$3"
  picture_once "compare-number${4:+-of-a-supervisor}"
  go 'Sign, and save the answer'
  answer_dialog "$WORK/stick/$2-answer.age"
  see 'good until'
  picture_once answered-laptop
  get_up
}

# take_key PERSON: the answer is imported, and our area's card goes on the stick.
take_key() {
  come_back "$1"
  turn_to Settings
  walk_into 'Your area’s key' Sections
  key Return
  go 'Import the answer'
  answer_dialog "$WORK/stick/$1-answer.age"
  see 'Your area’s key is here.' "$2"
  picture_once key-is-here
  turn_to Contacts
  go 'Save our own card'
  answer_dialog "$WORK/stick/$1-card.age"
  see 'Saved as'
}

# know_area CARD TITLE NUMBER DIGITS: a card comes in, and is checked by voice.
know_area() {
  turn_to Contacts
  go 'Import an area’s card'
  answer_dialog "$WORK/stick/$1-card.age"
  see 'NOT CHECKED'
  picture_once card-unchecked
  go "Check $2 by voice"
  see "$4"
  fill 'The number you rang' "$3"
  picture_once check-by-voice
  go 'All eight groups agree'
  see 'is checked by voice, by you, now.'
  picture_once checked
}

# save_trust PERSON: what a check without the program needs.
save_trust() {
  turn_to Today
  turn_to Contacts
  go 'Save the trust list'
  answer_dialog "$WORK/trust-$1.txt"
  saved "$WORK/trust-$1.txt"
}
