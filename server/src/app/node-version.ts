import { StartProblem } from './exit.ts';

/** @throws {StartProblem} `wrong-node` unless `version` is 24.12 or a later 24. */
export function assertNodeVersion(version: string): void {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  if (major === 24 && minor >= 12) return;
  throw new StartProblem('wrong-node',
    `ต้องใช้ Node.js 24.12 ขึ้นไปในรุ่น 24 แต่กำลังใช้ ${version} — เริ่มด้วย npm start หรือ bin/saphan ซึ่งเตรียม Node ที่ถูกต้องให้เอง`,
    `Saphan needs Node.js 24.12 or a later 24, but this is ${version}; start it with npm start or bin/saphan, which bring the right one.`);
}
