# The hands of a walk: keys, and nothing else. Each key goes to whatever has the keyboard.
#
# A control is found as somebody finds it who cannot use a pointer: Tab, and hear its name. Names
# are patterns, so that `Change: Agree*` will do for a long one.

MOST_TABS=160
stuck=0 # Tabs that led nowhere, one after the other

key() { xdotool key --clearmodifiers "$@"; }

tab_to() {
  local name=$1 turns
  stuck=0
  for ((turns = 0; turns < MOST_TABS; turns++)); do
    ask focus
    # shellcheck disable=SC2053 # a pattern on purpose
    [[ -z $REPLY || $REPLY != $name ]] || return 0
    on_with_tab "$name"
  done
  give_up "cannot be reached with the keyboard: $name"
}

# on_with_tab NAME: one Tab on the way to it. A window that has come in another's place is given
# the keyboard first; four Tabs that lead nowhere end the walk.
on_with_tab() {
  local before
  ask focus
  before=$REPLY
  if [[ -n $REPLY ]]; then key Tab; else front; fi
  ask moved
  if [[ -n $REPLY && $REPLY != "$before" ]]; then stuck=0; else stuck=$((stuck + 1)); fi
  ((stuck < 4)) || give_up "the keyboard stays at “$REPLY”, on the way to: $1"
}

# go NAME: Tab to it and press Enter.
go() {
  tab_to "$1"
  key Return
  ask rest
}

# write TEXT: replace what stands in the field that has the keyboard.
write() {
  key ctrl+a Delete
  xdotool type --clearmodifiers --delay 3 -- "$1"
}

fill() {
  tab_to "$1"
  write "$2"
}

# choose ANSWER [QUESTION]: Tab into the answers, go to one with the arrows, Space.
choose() {
  walk_into "$1" "${2:-*}"
  key space
  ask rest
}

# turn_to TAB: the tabs of the header, where the arrows walk.
turn_to() {
  walk_into "$1" 'Where you are'
  key Return
  ask rest
}

# walk_into NAME GROUP: Tab until the keyboard is in the group, then arrows until it is at NAME.
walk_into() {
  local name=$1 group=$2 turns parts
  stuck=0
  for ((turns = 0; turns < MOST_TABS; turns++)); do
    ask group
    IFS=$'\t' read -r -a parts <<<"_$REPLY"
    # shellcheck disable=SC2053
    if [[ ${parts[0]} == _$group ]] && among "$name" "${parts[@]:1}"; then
      arrow_to "$name" "${#parts[@]}"
      return 0
    fi
    on_with_tab "$name"
  done
  give_up "not within reach of the keyboard: $name"
}

among() {
  local wanted=$1 one
  shift
  # shellcheck disable=SC2053
  for one in "$@"; do [[ $one != $wanted ]] || return 0; done
  return 1
}

# arrow_to NAME MOST: every way in turn, since groups stand across, down, or in lines.
arrow_to() {
  local way turns
  for way in Right Down Left Up; do
    for ((turns = 0; turns <= $2; turns++)); do
      ask focus
      # shellcheck disable=SC2053
      [[ $REPLY != $1 ]] || return 0
      key "$way"
      ask rest
    done
  done
  give_up "the arrows do not reach: $1"
}

# pick FIELD ITEM: open a list, and go down to one of its lines.
pick() {
  local item=$2 turns
  go "$1"
  for ((turns = 0; turns < MOST_TABS; turns++)); do
    ask focus
    # shellcheck disable=SC2053
    if [[ $REPLY == $item ]]; then
      key Return
      ask rest
      return 0
    fi
    key Down
    ask rest
  done
  give_up "not in the list $1: $item"
}

# date_in FIELD DAYS: type the day so many days from now.
date_in() {
  local day
  read -r -a day <<<"$(date -d "+$2 days" '+%-d %-m %Y')"
  fill "$1: Day" "${day[0]}"
  fill "$1: Month" "${day[1]}"
  fill "$1: Year" "${day[2]}"
}

# answer_dialog PATH: the file dialog that has opened is answered by typing a path. The first Enter
# may go to the names that it proposes; then it is asked once more, and nothing else is.
answer_dialog() {
  local dialog end=$((SECONDS + PATIENCE))
  wait_for 'a file dialog' a_dialog
  while dialog=$(dialogs | tail -n 1) && [[ -n $dialog ]]; do
    ((SECONDS < end)) || give_up "the dialog stays: $1"
    xdotool windowfocus --sync "$dialog" 2>/dev/null || continue
    ask rest
    write "$1"
    key Return
    gone_soon "$dialog" || true
  done
  front
}

# gone_soon WINDOW: whether it goes within some seconds.
gone_soon() {
  local tries
  for ((tries = 0; tries < 30; tries++)); do
    [[ " $(dialogs | tr '\n' ' ')" == *" $1 "* ]] || return 0
    sleep 0.1
  done
  return 1
}

# saved PATH: the file is there, and not empty.
saved() { wait_for "the file $1" test -s "$1"; }
