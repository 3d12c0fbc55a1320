/** What can go wrong with a remote signing service, by what is known of it afterwards. */

/** No answer, and none is needed: nothing was signed. The same may go well in a while. */
export class SigningServiceUnavailable extends Error {
  override readonly name = 'SigningServiceUnavailable';
}

/** The service says no: credentials, PIN, certificate or request. A person must look. */
export class SigningServiceRefused extends Error {
  override readonly name = 'SigningServiceRefused';
}

/**
 * Asked to sign, the service did not answer: whether it signed, nobody knows. Never repeated blindly: its state is
 * asked, then a fresh authorisation is used once; after that a person decides.
 */
export class SignatureOutcomeUnknown extends Error {
  override readonly name = 'SignatureOutcomeUnknown';
}
