/** A letter ready to be sent: plain text, to one person. */
export interface Mail {
  /** The same for every attempt, so that a receiver knows a repeated one. */
  id: string;
  to: string;
  subject: string;
  text: string;
}

/** The post; a connector fills it. */
export interface Mailer {
  /** Hands a letter to a mail server. @returns why it will never be taken, or null. Throws when trying again may be of use. */
  send(mail: Mail): Promise<{ refused: string | null }>;
}
