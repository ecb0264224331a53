// The search box of every page but the search page, which has all this already.

import { offerSuggestions } from './forms.js';

offerSuggestions(() => import('./combobox.js'));
