# เรียกจากบรรทัดคำสั่งด้วยโทเคน แล้วเก็บใบรับ · From the command line with a token, keeping the receipt.
saphan call {{SERVICE}} {{PATH}} --url {{BASE_URL}} --client-id {{CLIENT_ID}} --token-only --system {{SYSTEM}} --agreement {{AGREEMENT}} --purpose {{PURPOSE}} --case {{CASE}} \
  --key {{KEY_FILE}} --method {{METHOD}} --data {{BODY}} --receipt receipt.zip
saphan verify receipt receipt.zip
