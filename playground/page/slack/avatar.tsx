/** A picture of somebody, made from their name: the page loads nothing from elsewhere. */
import './avatar.css';

/** The same for the same id, wherever it stands. */
function hueOf(id: string): number {
  return [...id].reduce((sum, character) => (sum * 31 + character.charCodeAt(0)) % 360, 7);
}

function initialsOf(name: string): string {
  const words = name.split(/\s+/).filter((word) => word !== '');
  const letters = words.length > 1 ? `${words[0]?.[0]}${words.at(-1)?.[0]}` : name.slice(0, 2);
  return letters.toUpperCase();
}

export function Avatar({ id, name, isSmall = false }: { id: string; name: string; isSmall?: boolean }) {
  return (
    <span
      className={isSmall ? 'avatar avatar-small' : 'avatar'}
      style={{ background: `hsl(${hueOf(id)} 45% 38%)` }}
      aria-hidden="true"
    >
      {initialsOf(name)}
    </span>
  );
}
