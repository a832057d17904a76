"""The plain words that travel inside each file, for a reader who has no copy of the program."""

README_PACKAGE = b"""\
This archive is a handover about a person at risk. It is confidential.
Do not contact the person, family or community because of it before you
have read it to the end. A safe way to reach the person stands inside.

To read: open handover.pdf.

To check that it is genuine, with tools that most systems have:

1  Nothing here was altered on the way:
     sha256sum -c --strict DELIVERY.txt
     (macOS: shasum -a 256 -c DELIVERY.txt)
2  Every slice is as its author signed it. In 01, and in 02 and so on:
     sha256sum -c --strict --ignore-missing MANIFEST.txt
3  The sender is who DELIVERY.txt says. Take trust.txt from your own
   office, never from this archive. WHEN is the line "created" without
   its signs, as in 20260310093000Z; WHO is the line "signer":
     ssh-keygen -Y verify -O verify-time=WHEN -f trust.txt -I WHO \\
       -n onechance-delivery-v1 -s DELIVERY.txt.sig < DELIVERY.txt
   In each slice the same for MANIFEST.txt (line "author", namespace
   onechance-manifest-v1) and each REVIEW-n.txt (line "reviewer",
   namespace onechance-review-v1). Practice files end in "-demo".

Then tell the sender that you have it, and who will act, and by when.
Until you do, nobody may assume that anybody acts.
"""

README_CODED = (
    README_PACKAGE
    + b"""
This copy came inside a PDF that a code opens. It is addressed to nobody's
key: anybody who was told the code could open it and pass it on. What it
says is proved by the steps above all the same. Who it was meant for is not:
ring the sender on a number that you had before, and say who you are.
"""
)

README_RECEIPT = b"""\
This archive answers a handover. RECEIPT.txt says which, and what was
decided; WORDS.txt holds the words that go with it, BY.txt whose they are.

To check it:
     sha256sum -c --strict RECEIPT.txt
     ssh-keygen -Y verify -O verify-time=WHEN -f trust.txt -I WHO \\
       -n onechance-receipt-v1 -s RECEIPT.txt.sig < RECEIPT.txt
WHEN is the line "created" without its signs, as in 20260310093000Z; WHO
is the line "signer". Practice files end in "-demo".
"""
