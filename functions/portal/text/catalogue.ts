import { citizen } from './citizen.ts';
import { clerk } from './clerk.ts';
import { common } from './every-page.ts';
import { post, repairs } from './desks.ts';
import { docs } from './docs.ts';
import { events } from './events.ts';
import { failures, steps } from './failures.ts';
import { inbox } from './inbox.ts';
import { login } from './login.ts';
import { preview } from './preview.ts';
import { recall } from './recall.ts';
import { channels, states } from './states.ts';
import { signing } from './signing.ts';
import { submit } from './submit.ts';
import { tokenAgent } from './token-agent.ts';

const groups = {
  common,
  login,
  states,
  channels,
  events,
  failures,
  steps,
  inbox,
  signing,
  tokenAgent,
  clerk,
  citizen,
  submit,
  preview,
  recall,
  post,
  repairs,
  docs,
};

/** Every phrase of the portal in one language, by page. */
export type Texts = { [Group in keyof typeof groups]: (typeof groups)[Group]['vi'] };

function inLanguage(language: 'vi' | 'en'): Texts {
  return {
    common: common[language],
    login: login[language],
    states: states[language],
    channels: channels[language],
    events: events[language],
    failures: failures[language],
    steps: steps[language],
    inbox: inbox[language],
    signing: signing[language],
    tokenAgent: tokenAgent[language],
    clerk: clerk[language],
    citizen: citizen[language],
    submit: submit[language],
    preview: preview[language],
    recall: recall[language],
    post: post[language],
    repairs: repairs[language],
    docs: docs[language],
  };
}

export const catalogue = { vi: inLanguage('vi'), en: inLanguage('en') };
