/** Why a signature, a digest or a target is not accepted. The gateway says it in Thai and English; here it is only named. */
export type SignatureFaultCode =
  | 'malformed' | 'not-ascii' | 'label-twice' | 'label-missing' | 'component-twice' | 'component-missing' | 'component-unknown' | 'component-parameters' | 'field-twice'
  | 'not-covered' | 'parameter-missing' | 'parameter-wrong' | 'tag-wrong' | 'created-ahead' | 'expired' | 'lives-too-long' | 'wrong-signature'
  | 'digest-malformed' | 'digest-twice' | 'digest-missing' | 'digest-wrong' | 'target-not-canonical';

/** A refusal with its reason and the thing it is about, e.g. the component `"exchange-purpose"`. */
export class SignatureFault extends Error {
  readonly code: SignatureFaultCode;
  readonly about: string;
  constructor(code: SignatureFaultCode, about = '') {
    super(about === '' ? code : `${code}: ${about}`);
    this.name = 'SignatureFault';
    this.code = code;
    this.about = about;
  }
}
