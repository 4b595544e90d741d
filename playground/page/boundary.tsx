/** What cannot be drawn takes nothing else of the page with it: a sentence stands in its place. */
import { Component, type ReactNode } from 'react';

export type BoundaryProps = {
  /** `this message` */
  what: string;
  /** What is drawn; once it is another, it is tried again. */
  of: unknown;
  children: ReactNode;
};

type State = { of: unknown; error: unknown };

/** A class, because React has nothing else that catches what is thrown while drawing. */
export class Boundary extends Component<BoundaryProps, State> {
  override state: State = { of: this.props.of, error: null };

  static getDerivedStateFromProps({ of }: BoundaryProps, state: State): State | null {
    return of === state.of ? null : { of, error: null };
  }

  static getDerivedStateFromError(error: unknown): Partial<State> {
    return { error: error ?? 'nothing was said' };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    const reason = error instanceof Error ? error.message : String(error);
    return (
      <p className="not-shown" role="alert">
        The playground cannot show {this.props.what} ({reason}). It is kept as it is.
      </p>
    );
  }
}
