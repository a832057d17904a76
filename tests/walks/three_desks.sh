#!/usr/bin/env bash
# The loop as a new user meets it at all three desks: the worker's, the supervisor's, the receiver's.
#
#   tests/walks/three_desks.sh [FOLDER]     pictures go into FOLDER (build/three-desks)
#   ONECHANCE='.venv/bin/python -m ui.main' tests/walks/three_desks.sh    from source
#
# Five people in two areas, each with an empty home: two keepers make their area's root key and
# certify a social worker, her supervisor and a detective. A record is sealed for review, sent back
# with a remark, put right, compared with what was there before and signed off; it goes across, an
# altered copy of it is refused, it is accepted by name; a late call follows it and joins; then its
# sender is released. With keys, and with the mouse where a hand goes there. Nothing waits by the
# clock, and whatever cannot be found stops the walk.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

for part in day screen hands mouse desks two_areas visit away sending supervisor receiver; do
  # shellcheck source=/dev/null
  source "$ROOT/tests/walks/$part.sh"
done

begin_the_day "${1:-$ROOT/build/three-desks}"

# What goes by hand from desk to desk. Its name is in one picture.
STICK="$WORK/memory stick"
mkdir "$STICK"

CAMERA=off # these steps have their pictures in first_run.sh
step 'Northmere: two people make the root key' \
  keep_root northmere 'D. Marsh' "$SERVICES" northmere.example '01632 960 100' 'P. Adeyemi'
step 'Calderby: two people make the root key' \
  keep_root calderby 'S. Quill' "$HUB" calderby.example '01632 960 200' 'R. Hallam'
step 'T. Osei sets up a laptop and asks for its key' \
  ask_for_key osei 'T. Osei' 'Social worker' "$SERVICES" northmere.example 4471
step 'Northmere compares the number and answers' answer_request northmere osei "$HEARD"
northmere=$DIGITS
step 'K. Lowe sets up a laptop and asks for its key' \
  ask_for_key lowe 'K. Lowe' 'Detective sergeant' "$HUB" calderby.example 8812
step 'Calderby compares the number and answers' answer_request calderby lowe "$HEARD"
calderby=$DIGITS
CAMERA=on
step 'R. Bell asks to be a supervisor' \
  ask_for_key bell 'R. Bell' 'Team manager' "$SERVICES" northmere.example 1180 'A supervisor*'
step 'Northmere knows that she is one, and answers' \
  answer_request northmere bell "$HEARD" 'I know that they are a supervisor here'
CAMERA=off
step 'R. Bell takes the key in' take_key bell "$northmere"
step 'R. Bell goes' get_up
step 'K. Lowe takes the key in, and gives out a card' take_key lowe "$calderby"
step 'K. Lowe goes' get_up
step 'T. Osei takes the key in' take_key osei "$northmere"
step 'T. Osei rings Calderby and compares its digits' \
  know_area lowe "$HUB" '01632 960 777' "$calderby"
step 'T. Osei goes' get_up

step 'T. Osei: a new case' new_case
step 'Prepare: what the systems say' prepare
step 'People: two grown-ups and a child' add_people
step 'A visit is planned' plan_visit
step 'The conversation' talk
step 'The visit ends' end_visit
step 'The child who was not heard, and why' child
step 'The judgement, signed' judge
step 'The plan: a person for each action, signed' plan
CAMERA=on
step 'The record, sealed for review' for_review
step 'Another case, sealed with much missing' second_case
step 'T. Osei goes' get_up

step 'R. Bell comes in' come_back bell
step 'R. Bell: a stick as a worklist, read, checked, a remark, sent back' send_it_back
step 'R. Bell goes' get_up

step 'T. Osei comes in' come_back osei
step 'T. Osei: reads why, puts it right, seals it again' put_it_right
step 'T. Osei goes' get_up

step 'R. Bell comes in' come_back bell
step 'R. Bell: the second beside the first, and signed off' let_it_go
step 'R. Bell goes' get_up

step 'T. Osei comes in' come_back osei
step 'T. Osei: takes the signatures in, and seals to Calderby' send_on
step 'T. Osei goes' get_up

step 'K. Lowe comes in' come_back lowe
step 'K. Lowe rings Northmere and compares its digits' \
  know_area osei "$SERVICES" '01632 960 555' "$northmere"
step 'K. Lowe: an altered copy is refused, and a call about it' refuse_it
step 'K. Lowe: the whole one, read before anything is taken in' read_first
step 'K. Lowe: accepts by name, and the answer is saved' accept_it R-accepted.age
step 'K. Lowe: she was reached' reached
step 'K. Lowe goes' get_up

step 'T. Osei comes in' come_back osei
step 'T. Osei: both answers are in' answered
step 'T. Osei: a late call, sent to who holds it' late_call
step 'T. Osei goes' get_up

step 'K. Lowe comes in' come_back lowe
step 'K. Lowe: what came later joins the case' join_addendum
step 'K. Lowe goes' get_up

step 'T. Osei comes in' come_back osei
step 'T. Osei: the last answer is in, and releases' released
step 'T. Osei goes' get_up

printf 'Sent back, put right, signed off, accepted, followed, released. %d s, %d pictures in %s\n' \
  "$SECONDS" "$PICTURES" "$OUT"
