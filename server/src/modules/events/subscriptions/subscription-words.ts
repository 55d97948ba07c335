/** Of what the secrets of subscriptions are sealed. */
export const SECRET_PURPOSE = 'events.subscription-secret';

/** The notice of dead letters of a subscription: one, until they were sent again. */
export const deadKey = (id: number): string => `event-dead-letters:${id}`;
