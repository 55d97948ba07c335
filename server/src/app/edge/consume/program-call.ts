import type { TrustedAgreement, TrustedService } from '@saphan/contracts/edge/trust';
import type { RequestMessage } from '@saphan/contracts/http-signatures/message';
import type { Signed as SignedMessage } from '@saphan/contracts/http-signatures/sign';

/** What a program of the agency asks, and what it hears. */
export interface ProgramCall { method: string; target: string; header(name: string): string | undefined; body: Buffer | null }
export interface ProgramAnswer { status: number; headers: [string, string][]; body: Buffer }
/** A request as it leaves, and its signature. */
export interface SentRequest { message: RequestMessage; headers: Record<string, string>; signed: SignedMessage; service: TrustedService; agreement: TrustedAgreement; purpose: string; body: Buffer | null }
