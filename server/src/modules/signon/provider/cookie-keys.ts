import { createHmac, createSecretKey, timingSafeEqual } from 'node:crypto';

/**
 * Signs and checks the provider's cookies, where its own way (keygrip) makes three more HMACs and a key anew for each cookie that it reads.
 * One key: who turns the master key ends these sessions, and whoever is signed in here begins a new one unasked.
 */
export function cookieKeys(key: Buffer) {
  const secret = createSecretKey(key);
  const sign = (data: string): string => createHmac('sha256', secret).update(data).digest('base64url');
  const verify = (data: string, signature: string): boolean => {
    const [own, given] = [Buffer.from(sign(data)), Buffer.from(signature)];
    return own.length === given.length && timingSafeEqual(own, given);
  };
  return { sign, verify, index: (data: string, signature: string): number => verify(data, signature) ? 0 : -1 };
}
