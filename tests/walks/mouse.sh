# A hand on the mouse, where a person would reach for it: a row of a list, a button at the foot.
#
# Where a thing stands is read as a screen reader is told it, so that a picture is never guessed at.

# click NAME: the middle of what is called so; out of sight it is looked for with the wheel.
click() {
  local turns x y
  for ((turns = 0; turns < MOST_TURNS; turns++)); do
    ask "where $1"
    read -r x y <<<"$REPLY" || true
    if [[ -n ${x:-} ]] && ((y > 0 && y < HIGH)); then
      xdotool mousemove "$x" "$y" click 1
      ask rest
      xdotool mousemove $((WIDE - 1)) $((HIGH - 1))
      return 0
    fi
    [[ -n ${x:-} ]] || { ask "read 1 ${1//\*/}"; continue; }
    wheel "$x" $((y > 0 ? 5 : 4))
  done
  give_up "the mouse does not find: $1"
}

MOST_TURNS=60

# wheel X BUTTON: one notch over the column that X stands in.
wheel() {
  xdotool mousemove "$1" $((HIGH / 2)) click "$2"
  ask rest
}
