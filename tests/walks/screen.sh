# The place of a walk: a screen of its own, a bus of its own for the eyes, and a camera.
#
# There is no window manager. What one does is done here and nowhere else: the newest window gets
# the keyboard and the whole screen. The pointer is put in a corner once and never pressed.

WIDE=1366 HIGH=768 # the smallest laptop that is still about

open_the_screen() {
  mkdir -p "$WORK/run" "$WORK/stick"
  chmod 700 "$WORK/run"
  export XDG_RUNTIME_DIR=$WORK/run HOME=$WORK/home LANG=C.UTF-8 TZ=Europe/London
  unset XDG_DATA_HOME XDG_CONFIG_HOME WAYLAND_DISPLAY QT_QPA_PLATFORM
  mkdir -p "$HOME"
  # Xvfb picks a free number by itself and writes it to the pipe.
  exec {number}<> <(:)
  Xvfb -displayfd "$number" -screen 0 "${WIDE}x${HIGH}x24" -nolisten tcp -noreset \
    >"$WORK/xvfb.log" 2>&1 &
  XVFB=$!
  read -r -t 30 -u "$number" display || give_up 'no screen could be opened'
  export DISPLAY=:$display
  dbus-daemon --session --nofork --print-address=1 >"$WORK/bus" 2>"$WORK/bus.log" &
  BUS=$!
  wait_for 'a message bus' test -s "$WORK/bus"
  DBUS_SESSION_BUS_ADDRESS=$(head -n 1 "$WORK/bus")
  export DBUS_SESSION_BUS_ADDRESS QT_LINUX_ACCESSIBILITY_ALWAYS_ON=1
  coproc EYES { cd "$ROOT" && exec python3 -m tests.walks.eyes 2>"$WORK/eyes.log"; }
  read -r -t 30 -u "${EYES[0]}" REPLY || give_up 'the eyes did not open'
  xdotool mousemove $((WIDE - 1)) $((HIGH - 1))
}

close_the_screen() {
  # Only what was started here, by its number; the bus takes its own children with it.
  local one
  for one in "${PROGRAM:-}" "${EYES_PID:-}" "${BUS:-}" "${XVFB:-}"; do
    [[ -z $one ]] || kill "$one" 2>>"$WORK/end.log" || true
  done
  wait 2>>"$WORK/end.log" || true
}

# wait_for WHAT COMMAND…: until the command succeeds, for at most PATIENCE seconds.
wait_for() {
  local what=$1 end=$((SECONDS + PATIENCE))
  shift
  until "$@" >/dev/null 2>&1; do
    ((SECONDS < end)) || give_up "waited $PATIENCE s for $what"
    sleep 0.1
  done
}

give_up() {
  printf 'STOPPED: %s\n' "$*" >&2
  if [[ -n ${DISPLAY:-} ]]; then
    import -window root "$OUT/stopped.png" || true
    ask names && tr '\t' '\n' <<<"$REPLY" >"$OUT/stopped.txt" || true
    printf 'What stood there is in %s/stopped.png and stopped.txt\n' "$OUT" >&2
  fi
  exit 1
}

# ---------------------------------------------------------------- eyes

ask() {
  printf '%s\n' "$*" >&"${EYES[1]}"
  IFS= read -r -t 60 -u "${EYES[0]}" REPLY
}

# see WORDS…: each of these can be read on the screen, now or within PATIENCE seconds.
see() {
  local words
  for words in "$@"; do
    ask "read $PATIENCE $words"
    [[ $REPLY == yes ]] || give_up "cannot read: $words"
  done
}

can_read() {
  ask "read 0 $1"
  [[ $REPLY == yes ]]
}

# ---------------------------------------------------------------- windows

windows() { xdotool search --onlyvisible --name "$1" 2>/dev/null || true; }

# Every named window but ours; one that goes while it is looked at is none.
dialogs() {
  local one name
  for one in $(windows .); do
    name=$(xdotool getwindowname "$one" 2>/dev/null) || continue
    [[ $name == Notes || -z $name ]] || echo "$one"
  done
}
a_dialog() { [[ -n $(dialogs) ]]; }
no_dialog() { ! a_dialog; }
a_window() { [[ -n $(windows '^Notes$') ]]; }

# The keyboard goes to a dialog if there is one, else to the window.
front() {
  local window
  window=$(dialogs | tail -n 1)
  if [[ -z $window ]]; then
    window=$(windows '^Notes$' | tail -n 1)
    xdotool windowmove "$window" 0 0 windowsize "$window" "$WIDE" "$HIGH"
  fi
  xdotool windowfocus --sync "$window"
  ask rest
}

# ---------------------------------------------------------------- camera

PICTURES=0
CAMERA=on

# shot NAME: a numbered picture once the screen has come to rest: as it was in one of the last two,
# since a caret blinks.
shot() {
  local before now name tries earlier=
  [[ $CAMERA == on ]] || return 0
  PICTURES=$((PICTURES + 1))
  printf -v name '%s/%02d-%s.png' "$OUT" "$PICTURES" "$1"
  before=
  for ((tries = 0; tries < 40; tries++)); do
    import -window root "$name"
    now=$(convert "$name" rgb:- | sha256sum)
    [[ $now != "$before" && $now != "$earlier" ]] || return 0
    earlier=$before before=$now
    sleep 0.15
  done
  give_up "the screen does not come to rest: $1"
}
