# The frame of a walk: what it needs, where its pictures go, its steps with their times, its end.

ONECHANCE=${ONECHANCE:-$ROOT/dist/onechance/onechance}
PATIENCE=${PATIENCE:-60} # seconds for any one thing, on a slow machine
WORDS='tin kettle harbour nine'
HUB='Calderby Safeguarding Hub'
SERVICES="Northmere Children's Services"

# begin_the_day FOLDER: pictures go there; everything else goes when the walk ends.
begin_the_day() {
  local tool missing=()
  for tool in Xvfb import convert dbus-daemon python3 pdftotext age unzip ssh-keygen xdotool; do
    command -v "$tool" >/dev/null || missing+=("$tool")
  done
  if ((${#missing[@]})); then
    printf 'The walk needs: %s\n' "${missing[*]}" >&2
    exit 2
  fi
  mkdir -p "$1"
  OUT=$(cd "$1" && pwd)
  rm -f "$OUT"/*.png "$OUT"/*.txt
  WORK=$(mktemp -d /tmp/walk.XXXXXX) # short: the path of a socket has little room
  trap tidy_up EXIT
  open_the_screen
}

tidy_up() {
  local code=$?
  trap - EXIT
  close_the_screen
  rm -rf "$WORK"
  exit "$code"
}

# step WHAT COMMAND…: one part of the day, and how long it took.
step() {
  local what=$1 begun=$SECONDS
  shift
  "$@"
  printf 'ok %4d s  %s\n' $((SECONDS - begun)) "$what"
}
