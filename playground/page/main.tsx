/** The page of the playground: a small Slack in a browser. */
import './main.css';
import { createRoot } from 'react-dom/client';
import { Boundary } from './boundary.js';
import { Page } from './page.js';

const place = document.getElementById('page');
if (place) {
  createRoot(place).render(
    <Boundary what="this page" of={null}>
      <Page />
    </Boundary>,
  );
}
