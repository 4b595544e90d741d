/** Why something in the drawer was not done. */
export function Refusal({ words }: { words: string | null }) {
  if (words === null) return null;
  return (
    <p className="drawer-refusal" role="alert">
      {words}
    </p>
  );
}
