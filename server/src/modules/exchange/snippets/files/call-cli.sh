# เรียกจากบรรทัดคำสั่ง แล้วเก็บใบรับ · From the command line, keeping the receipt.
saphan call {{SERVICE}} {{PATH}} --url {{BASE_URL}} --system {{SYSTEM}} --agreement {{AGREEMENT}} --purpose {{PURPOSE}} --case {{CASE}} \
  --key {{KEY_FILE}} --method {{METHOD}} --data {{BODY}} --subject {{SUBJECT}} --receipt receipt.zip
saphan verify receipt receipt.zip
