import { describe, expect, it } from 'vitest';
import { isUserError, UserError } from '../src/errors.js';

describe('errors', () => {
  it('only a UserError may be shown, with its field', () => {
    const error = new UserError('The title is missing. Type one.', { field: 'title' });
    expect(isUserError(error)).toBe(true);
    expect(error.field).toBe('title');
    expect(isUserError(new Error('connection refused'))).toBe(false);
    expect(isUserError('text')).toBe(false);
  });
});
