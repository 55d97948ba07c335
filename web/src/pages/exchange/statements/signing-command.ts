const commands: Record<string, (file: string) => string> = {
  'ed25519': (file) => `openssl pkeyutl -sign -rawin -inkey system.key.pem -in ${file} | openssl base64 -A`,
  'rsa-pss-sha512': (file) => `openssl dgst -sha512 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:64 -sign system.key.pem ${file} | openssl base64 -A`,
  'ecdsa-p256-sha256': (file) => `node -e 'const c=require("crypto"),f=require("fs").readFileSync;console.log(c.sign("sha256",f("${file}"),{key:f("system.key.pem"),dsaEncoding:"ieee-p1363"}).toString("base64"))'`,
};

/** How a key of a system signs a file, on a machine of the agency; the private half stays there. */
export const signingCommand = (algorithm: string, file: string): string | null => commands[algorithm]?.(file) ?? null;
