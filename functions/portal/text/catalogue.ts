import { common } from './common.ts';
import { login } from './login.ts';
import { channels, states } from './states.ts';

/** Every phrase of the portal, by page. */
export const catalogue = {
  vi: { common: common.vi, login: login.vi, states: states.vi, channels: channels.vi },
  en: { common: common.en, login: login.en, states: states.en, channels: channels.en },
};

export type Texts = (typeof catalogue)['vi'];
