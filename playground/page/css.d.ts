/** Style sheets go with the page by their import. */
declare module '*.css';
