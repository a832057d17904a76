# From one area to the other and back: sealed, proved, accepted by name, answered.

hand_over() {
  turn_to Handover
  see 'Nobody chosen yet'
  go 'Choose whom it goes to, what for and by when'
  choose 'Calderby Safeguarding Hub*'
  fill 'The person there' 'DS K. Lowe'
  pick 'What for' 'To look into it together*'
  pick 'Legal ground' 'To protect somebody’s life*'
  shot handover-to
  go 'Keep this'
  see 'Calderby'
  go 'What she was told, and who decided'
  choose 'Told, and agreed'
  pick 'Can she decide this?' 'She can decide this for herself'
  fill 'Why this is needed, and why no less would do' 'Calderby answers for her from tonight.'
  shot handover-told
  go 'Keep this'
  see 'Decided by'
  shot handover-missing
  go 'Seal and save the file'
  answer_dialog "$WORK/stick/handover.age"
  saved "$WORK/stick/handover.age"
  see 'Sealed and saved as'
  shot sealed
  go 'Save a reading copy for the record system'
  fill 'Who or what it is for' 'Our own record system, restricted folder'
  go 'Save the pages'
  answer_dialog "$WORK/reading-copy.pdf"
  saved "$WORK/reading-copy.pdf"
  see 'Saved as reading-copy.pdf'
}

# receive TITLE NUMBER DIGITS: the sender's area is not known here yet, so the file is refused
# until somebody has rung that area and heard its digits.
receive() {
  come_back lowe
  open_package
  see 'This file cannot be trusted, so nothing in it has been shown.'
  shot refused
  know_area osei "$@"
  turn_to Today
  open_package
  see 'Accept by name'
  shot genuine
  go 'Accept by name'
  fill 'Who takes it, by name' 'DS K. Lowe'
  fill 'What you do first' 'Ring T. Osei, then the school, before three.'
  shot accept
  go 'Accept and save the answer'
  answer_dialog "$WORK/stick/receipt.age"
  saved "$WORK/stick/receipt.age"
  see 'The answer is signed and saved as'
  shot accepted-there
}

open_package() {
  go 'Open a package'
  go 'Choose the file'
  answer_dialog "$WORK/stick/handover.age"
}

take_receipt() {
  come_back osei
  see 'An answer is due today'
  shot waiting
  go 'R. Waiting for Calderby*'
  see 'Why are you opening this?'
  choose 'Somebody has just rung or written about it'
  go 'Open the case'
  go 'Open a receipt file'
  answer_dialog "$WORK/stick/receipt.age"
  see 'Genuine. Answered by DS K. Lowe' 'Accepted by name'
  shot answered
  go 'Release yourself'
  go 'I am released'
  see 'You are released'
  shot released
}

# prove EXIT FILE KEEPER PERSON NAMESPACE STATEMENT SIGNER: by the program's own check, which ends
# with the number said (docs/package.md), and by strangers' tools, which know nothing of it: age
# opens, sha256sum compares, ssh-keygen reads the signature.
prove() {
  local key=$WORK/safe-$3-desk-key.txt trust=$WORK/trust-$4.txt plain=$WORK/plain-$6 code=0
  # shellcheck disable=SC2086 # the program may be several words
  (cd "$ROOT" && $ONECHANCE verify "$2" --identity "$key" --trust "$trust") \
    >"$OUT/verify-$6.txt" || code=$?
  cat "$OUT/verify-$6.txt"
  [[ $code == "$1" ]] || give_up "verify ended with $code, not with $1"
  mkdir -p "$plain"
  age -d -i "$key" -o "$plain/all.zip" "$2"
  unzip -q -d "$plain" "$plain/all.zip"
  (cd "$plain" && sha256sum -c --strict --quiet "$6.txt")
  ssh-keygen -Y verify -f "$trust" -I "$7" -n "$5" -s "$plain/$6.txt.sig" <"$plain/$6.txt"
}
