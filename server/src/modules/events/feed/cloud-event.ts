/** An event as it lies in the register. */
export interface StoredEvent { position: number; id: string; type: string; subject: string; happened_at: string; data: Record<string, unknown> }

/** CloudEvents 1.0.2, structured: https://github.com/cloudevents/spec/blob/v1.0.2/cloudevents/spec.md; `sequence` is the extension of that name. */
export interface CloudEvent {
  specversion: '1.0'; id: string; source: string; type: string; subject: string; time: string; datacontenttype: 'application/json'; sequence: string; data: Record<string, unknown>;
}

export const ONE = 'application/cloudevents+json; charset=utf-8';
export const MANY = 'application/cloudevents-batch+json; charset=utf-8';
const DIGITS = 16;

/** The same text order as the order of places, as the extension asks. */
export const sequenceOf = (position: number): string => String(position).padStart(DIGITS, '0');

/** An event for the outside: the same fields with the same values at every attempt and by every way. */
export const cloudEventOf = (publicUrl: string, { id, type, subject, happened_at: time, data, position }: StoredEvent): CloudEvent =>
  ({ specversion: '1.0', id, source: publicUrl, type, subject, time, datacontenttype: 'application/json', sequence: sequenceOf(position), data });
