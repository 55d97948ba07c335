export { SaphanClient, type ClientSettings } from './saphan-client.ts';
export { ClientFault, ExchangeRefused, type ClientFaultCode } from './client-fault.ts';
export { makeSystemKey, readSystemKey, type SystemKey } from './system-key.ts';
export type { Answer, SandboxAnswer, StreamedAnswer } from './answer.ts';
export type { CallOptions } from './sign-call.ts';
export type { ProviderSignature } from './verify-answer.ts';
export { TypedService, type OperationInput, type OperationShape, type ServiceDescription, type TypedAnswer } from './typed-service.ts';
