/** The page of the playground: a small Slack in a browser. */
import { createRoot } from 'react-dom/client';
import { Page } from './page.js';
import './main.css';

const place = document.getElementById('page');
if (place) createRoot(place).render(<Page />);
