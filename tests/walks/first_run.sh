#!/usr/bin/env bash
# A new user's first day with the built program, from an empty home to an answered handover.
#
#   tests/walks/first_run.sh [FOLDER]       pictures go into FOLDER (build/walk)
#   ONECHANCE='.venv/bin/python -m ui.main' tests/walks/first_run.sh      from source
#
# Four people in two areas, each with an empty home: two keepers make their area's root key, a
# social worker and a detective set their laptops up, and one case goes across and is answered.
# Everything is done with keys. What is seen is what a screen reader is told (eyes.py), so a
# control that cannot be reached, or has no name, stops the walk. Nothing waits by the clock.
set -euo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

for part in day screen hands desks two_areas visit away across; do
  # shellcheck source=/dev/null
  source "$ROOT/tests/walks/$part.sh"
done

begin_the_day "${1:-$ROOT/build/walk}"

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

step 'K. Lowe takes the key in, and gives out a card' take_key lowe "$calderby"
step 'K. Lowe goes' get_up
step 'T. Osei takes the key in' take_key osei "$northmere"
step 'T. Osei rings Calderby and compares its digits' \
  know_area lowe "$HUB" '01632 960 777' "$calderby"
step 'T. Osei goes' get_up

step 'A new case' new_case
step 'Prepare: what the systems say' prepare
step 'People: two grown-ups and a child' add_people
step 'A visit is planned' plan_visit
step 'The conversation' talk
step 'The visit ends' end_visit
step 'The child who was not heard, and why' child
step 'The judgement, signed' judge
step 'The plan: a person for each action, signed' plan
step 'The handover, sealed to Calderby' hand_over
step 'The trust list of Northmere' save_trust osei
step 'T. Osei goes' get_up

step 'K. Lowe: refused, rings, opens, accepts by name' \
  receive "$SERVICES" '01632 960 555' "$northmere"
step 'The trust list of Calderby' save_trust lowe
step 'K. Lowe goes' get_up

step 'T. Osei: the answer is in, and releases' take_receipt
step 'T. Osei goes' get_up

# 3: genuine, and nobody has reviewed it.
step 'The package proved, by two ways' prove 3 "$WORK/stick/handover.age" calderby lowe \
  onechance-delivery-v1 DELIVERY t.osei@northmere.example
step 'The receipt proved, by two ways' prove 0 "$WORK/stick/receipt.age" northmere osei \
  onechance-receipt-v1 RECEIPT k.lowe@calderby.example

printf 'Accepted by DS K. Lowe, and T. Osei is released. %d s, %d pictures in %s\n' \
  "$SECONDS" "$PICTURES" "$OUT"
