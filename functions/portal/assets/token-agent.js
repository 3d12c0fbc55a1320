/* Speaks to signing software on the official's own machine (docs/token-agent.md). Without it, the page copies and pastes. */
for (const button of document.querySelectorAll('[data-copy]')) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener('click', async () => {
    await navigator.clipboard.writeText(button.dataset.copy);
    button.textContent = button.dataset.copied;
  });
}

function start(panel) {
  const agent = agentAt(panel.dataset.tokenAgent);
  const texts = JSON.parse(panel.dataset.texts);
  const button = (name) => panel.querySelector(`[data-agent="${name}"]`);
  const pairing = panel.querySelector('[data-agent-pairing]');
  const code = panel.querySelector('#agent-code');
  const status = panel.querySelector('[data-agent-status]');
  const choices = [...document.querySelectorAll('[data-choose]')];

  const say = (text, counts = {}) => {
    status.textContent = text.replaceAll(/\{(\w)\}/g, (_, name) => counts[name]);
  };
  const fault = (error) => say(texts[`fault-${error.code}`] ?? texts['fault-unknown']);
  const show = (state) => {
    pairing.hidden = state !== 'pairing';
    for (const name of ['sign', 'all']) button(name).hidden = state !== 'ready';
    button('find').hidden = state === 'ready';
    for (const part of document.querySelectorAll('[data-agent-only]')) part.hidden = state !== 'ready';
  };
  const busy = (is) => {
    for (const each of panel.querySelectorAll('button')) each.disabled = is;
    panel.setAttribute('aria-busy', String(is));
  };
  const exclusively = (work) => async () => {
    busy(true);
    try {
      await work();
    } catch (error) {
      if (error instanceof AgentAbsent) {
        show('absent');
        say(texts.absent);
      } else if (error.code === 'session-unknown') {
        forget();
        await askToPair();
        fault(error);
      } else {
        fault(error);
      }
    } finally {
      busy(false);
    }
  };

  const askToPair = async () => {
    await agent('POST', '/v1/pairings', {});
    show('pairing');
    say(texts.pairing);
  };
  const find = async () => {
    show('looking');
    say(texts.looking);
    const about = await agent('GET', '/v1');
    if (about.protocol !== 'ket-qua-token-agent' || !about.versions?.includes(1)) {
      throw new AgentFault('unknown');
    }
    if (!remembered()) return askToPair();
    show('ready');
    say(texts.ready);
  };
  const pair = async () => {
    try {
      const { session } = await agent('POST', '/v1/sessions', { code: code.value.trim() });
      remember(session);
    } catch (error) {
      if (error.code === 'pairing-refused') await agent('POST', '/v1/pairings', {});
      throw error;
    } finally {
      code.value = '';
    }
    show('ready');
    say(texts.ready);
  };
  const sign = async () => {
    const rows = choices.filter(({ checked }) => checked).map((box) => box.closest('[data-row]').dataset);
    if (rows.length === 0) return say(texts.choose);
    const { limits } = await agent('GET', '/v1');
    say(texts.signing, { n: rows.length });
    const answers = [];
    for (const batch of batches(rows, limits.digests)) {
      try {
        answers.push(...(await signBatch(agent, batch)));
      } catch (error) {
        // What was signed before is not lost: it is handed in, and the rest says why it is missing.
        if (answers.length === 0) throw error;
        const answered = new Set(answers.map(({ id }) => id));
        const rest = rows.filter(({ row }) => !answered.has(row));
        answers.push(...rest.map(({ row }) => ({ id: row, error })));
        break;
      }
    }
    const signed = answers.filter(({ value }) => value !== undefined).length;
    say(texts.handing, { n: signed, m: rows.length });
    fill(answers);
    document.querySelector('[data-agent-form]').requestSubmit();
  };

  button('find').addEventListener('click', exclusively(find));
  button('pair').addEventListener('click', exclusively(pair));
  button('sign').addEventListener('click', exclusively(sign));
  button('all').addEventListener('click', () => {
    for (const box of choices) box.checked = true;
  });
  code.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') button('pair').click();
  });
  if (choices.length === 1) choices[0].checked = true;
  panel.hidden = false;
  void exclusively(find)();
}

/** One call signs with one key; rows of another certificate or algorithm, as after a renewal, go in a call of their own. */
function batches(rows, most) {
  const groups = Map.groupBy(rows, ({ certificate, algorithm }) => `${certificate} ${algorithm}`);
  return [...groups.values()].flatMap((group) =>
    Array.from({ length: Math.ceil(group.length / most) }, (_, n) => group.slice(n * most, (n + 1) * most)),
  );
}

async function signBatch(agent, rows) {
  const [{ certificate, algorithm }] = rows;
  const digests = rows.map(({ row, digest, label }) => ({
    id: row,
    digest,
    label: `${row} ${label}`.slice(0, 200),
  }));
  const { signatures } = await agent('POST', '/v1/signatures', { certificate, algorithm, digests });
  return signatures;
}

/** Answers are told apart by their id, in whatever order they come; what has none stays as it was. */
function fill(answers) {
  for (const { id, value, error } of answers) {
    const row = [...document.querySelectorAll('[data-row]')].find(({ dataset }) => dataset.row === id);
    if (!row) continue;
    row.querySelector('textarea').value = value ?? '';
    row.querySelector('input[name^="fault-"]').value = value === undefined ? (error?.code ?? 'unknown') : '';
  }
}

class AgentAbsent extends Error {}

class AgentFault extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/** A person needs a while to find a PIN; software that has not answered by then will not. */
const PATIENCE_MS = 300_000;

function agentAt(origin) {
  return async (method, path, body) => {
    const session = remembered();
    const answer = await fetch(origin + path, {
      method,
      mode: 'cors',
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'error',
      signal: AbortSignal.timeout(PATIENCE_MS),
      headers: {
        ...(body && { 'content-type': 'application/json' }),
        ...(session && { authorization: `Bearer ${session}` }),
      },
      ...(body && { body: JSON.stringify(body) }),
    }).catch(() => {
      throw new AgentAbsent();
    });
    const said = await answer.json().catch(() => ({}));
    if (!answer.ok) throw new AgentFault(said.error?.code ?? 'unknown');
    return said;
  };
}

/** The pairing lasts as long as this tab: it is no secret of the product's, and the agent ends it by itself. */
function remembered() {
  return sessionStorage.getItem('token-agent-session');
}

function remember(session) {
  sessionStorage.setItem('token-agent-session', session);
}

function forget() {
  sessionStorage.removeItem('token-agent-session');
}

const found = document.querySelector('[data-token-agent]');
if (found) start(found);
