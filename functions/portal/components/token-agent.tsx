import type { View } from '../http/view.ts';

/**
 * Where the page speaks to the signing software on the official's machine. Hidden until the page's script shows it:
 * without JavaScript there is nothing to speak with, and copying and pasting is left.
 */
export function TokenAgent({ view, address }: { view: View; address: string }) {
  const { t } = view;
  return (
    <section
      aria-labelledby="agent-title"
      data-token-agent={address}
      data-texts={JSON.stringify(t.tokenAgent)}
      hidden
    >
      <h2 class="govuk-heading-m" id="agent-title">
        {t.signing.agentTitle}
      </h2>
      <p class="govuk-body">{t.signing.agentLead}</p>
      <div class="govuk-inset-text" role="status" data-agent-status></div>
      <div class="govuk-form-group" data-agent-pairing hidden>
        <label class="govuk-label govuk-label--s" for="agent-code">
          {t.signing.pairingCode}
        </label>
        <div id="agent-code-hint" class="govuk-hint">
          {t.signing.pairingHint}
        </div>
        <div class="kq-row">
          <input
            class="govuk-input govuk-input--width-10"
            id="agent-code"
            type="text"
            inputmode="numeric"
            autocomplete="off"
            spellcheck={false}
            maxlength={8}
            aria-describedby="agent-code-hint"
          />
          <AgentButton name="pair" text={t.signing.pair} />
        </div>
      </div>
      <div class="kq-row">
        <AgentButton name="all" text={t.signing.chooseAll} />
        <AgentButton name="sign" text={t.signing.signChosen} />
        <AgentButton name="find" text={t.signing.find} />
      </div>
    </section>
  );
}

function AgentButton({ name, text }: { name: 'pair' | 'all' | 'sign' | 'find'; text: string }) {
  const second = name === 'sign' ? '' : ' govuk-button--secondary';
  return (
    <button
      type="button"
      class={`govuk-button${second}`}
      data-agent={name}
      hidden={name === 'sign' || name === 'all'}
    >
      {text}
    </button>
  );
}
