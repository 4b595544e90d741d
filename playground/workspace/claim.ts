/** What the bot says it does something for, as one word: beside each call in a header, and beside each changed row. */

export type Claim =
  /** A payload of this envelope. */
  | { of: 'request'; envelopeId: string }
  /** A message that some change wanted said, now or much later. */
  | { of: 'post'; postId: string }
  /** One run of a job, of its own accord. */
  | { of: 'job'; name: string; run: string }
  /** Something that is done to the whole box: a jump in time, a fault. */
  | { of: 'play'; happeningId: number }
  | { of: 'nothing' };

/** Sent by the box's own bot only: another app says nothing, and what it does is guessed at. */
export const CLAIM_HEADER = 'x-playground-cause';

/** Letters, digits, hyphens and colons only: it is written into SQL. */
export function claimWord(claim: Claim): string {
  switch (claim.of) {
    case 'request':
      return `request:${plain(claim.envelopeId)}`;
    case 'post':
      return `post:${plain(claim.postId)}`;
    case 'job':
      return `job:${plain(claim.name)}:${plain(claim.run)}`;
    case 'play':
      return `play:${claim.happeningId}`;
    case 'nothing':
      return 'nothing';
  }
}

function plain(part: string): string {
  return part.replace(/[^A-Za-z0-9-]/g, '');
}

/** Of what comes back with an ack. */
export function claimOfRequest({ envelopeId }: { envelopeId: string }): string {
  return claimWord({ of: 'request', envelopeId });
}

/** Null for what says nothing, or nothing that is understood. */
export function readClaim(word: string | null | undefined): Claim | null {
  const [of, first = '', second = ''] = (word ?? '').split(':');
  if (of === 'nothing') return { of };
  if (first === '') return null;
  if (of === 'request') return { of, envelopeId: first };
  if (of === 'post') return { of, postId: first };
  if (of === 'job') return { of, name: first, run: second };
  if (of === 'play') return { of, happeningId: Number(first) };
  return null;
}
