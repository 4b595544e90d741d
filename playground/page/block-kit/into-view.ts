/** Lets what has just opened be seen whole: a menu at the end of a conversation would hide behind the composer, or reach out of the message. */

/** For `ref`: moves it into its blocks, and scrolls no further than it must, once the element is there. */
export function intoView(element: HTMLElement | null): void {
  if (element === null) return;
  const edge = element.closest('.kit')?.getBoundingClientRect().right ?? Number.POSITIVE_INFINITY;
  const beyond = element.getBoundingClientRect().right - edge;
  if (beyond > 0) element.style.left = `${-beyond}px`;
  element.scrollIntoView({ block: 'nearest' });
}
