/** What lies beside the small Slack: the inspector, the faults, the clock and the story. */
export function Drawer() {
  return <aside aria-label="Behind the scenes" />;
}
