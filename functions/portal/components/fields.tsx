import type { PropsWithChildren } from 'hono/jsx';
import type { View } from '../http/view.ts';
import { controlId } from './error-summary.tsx';

interface FieldProps {
  readonly view: View;
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
  readonly error?: string | undefined;
  readonly value?: string | undefined;
}

/** A control with its label, hint and error message, tied together for screen readers. */
function Group({ view, name, label, hint, error, children }: PropsWithChildren<FieldProps>) {
  const id = controlId(name);
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <label class="govuk-label govuk-label--s" for={id}>
        {label}
      </label>
      {hint !== undefined && (
        <div id={`${id}-hint`} class="govuk-hint">
          {hint}
        </div>
      )}
      <ErrorMessage view={view} name={name} error={error} />
      {children}
    </div>
  );
}

function ErrorMessage({ view, name, error }: Pick<FieldProps, 'view' | 'name' | 'error'>) {
  if (error === undefined) return null;
  return (
    <p id={`${controlId(name)}-error`} class="govuk-error-message">
      <span class="govuk-visually-hidden">{view.t.common.errorPrefix} </span>
      {error}
    </p>
  );
}

function describedBy({ name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>): string | undefined {
  const id = controlId(name);
  const parts = [hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`].filter(Boolean);
  return parts.length === 0 ? undefined : parts.join(' ');
}

export function TextInput(
  props: FieldProps & {
    /** characters the answer has, so that the box shows it */
    width?: 4 | 10 | 20;
    digits?: boolean;
    autocomplete?: string;
  },
) {
  const { name, error, value, width, digits } = props;
  const size = width === undefined ? '' : ` govuk-input--width-${width}`;
  return (
    <Group {...props}>
      <input
        class={`govuk-input${size}${error === undefined ? '' : ' govuk-input--error'}`}
        id={controlId(name)}
        name={name}
        type="text"
        value={value}
        inputmode={digits ? 'numeric' : undefined}
        autocomplete={props.autocomplete ?? 'off'}
        spellcheck={false}
        aria-describedby={describedBy(props)}
      />
    </Group>
  );
}

export function TextArea(props: FieldProps & { rows?: number; code?: boolean }) {
  const { name, error, value, rows, code } = props;
  return (
    <Group {...props}>
      <textarea
        class={`govuk-textarea${error === undefined ? '' : ' govuk-textarea--error'}${code ? ' kq-hash' : ''}`}
        id={controlId(name)}
        name={name}
        rows={rows ?? 4}
        spellcheck={!code}
        aria-describedby={describedBy(props)}
      >
        {value}
      </textarea>
    </Group>
  );
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

export function Select(props: FieldProps & { choices: readonly Choice[] }) {
  const { name, value, choices, error } = props;
  return (
    <Group {...props}>
      <select
        class={`govuk-select${error === undefined ? '' : ' govuk-select--error'}`}
        id={controlId(name)}
        name={name}
        aria-describedby={describedBy(props)}
      >
        {choices.map((choice) => (
          <option value={choice.value} selected={choice.value === value}>
            {choice.label}
          </option>
        ))}
      </select>
    </Group>
  );
}

/** One question with a few answers, its legend as the heading of the group. */
export function Radios(props: FieldProps & { choices: readonly Choice[]; inline?: boolean }) {
  const { view, name, label, hint, error, value, choices, inline } = props;
  const id = controlId(name);
  return (
    <div class={`govuk-form-group${error === undefined ? '' : ' govuk-form-group--error'}`}>
      <fieldset class="govuk-fieldset" aria-describedby={describedBy(props)}>
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{label}</legend>
        {hint !== undefined && (
          <div id={`${id}-hint`} class="govuk-hint">
            {hint}
          </div>
        )}
        <ErrorMessage view={view} name={name} error={error} />
        <div class={`govuk-radios${inline ? ' govuk-radios--inline' : ''}`}>
          {choices.map((choice, index) => (
            <div class="govuk-radios__item">
              <input
                class="govuk-radios__input"
                id={index === 0 ? id : `${id}-${index + 1}`}
                name={name}
                type="radio"
                value={choice.value}
                checked={choice.value === value}
              />
              <label class="govuk-label govuk-radios__label" for={index === 0 ? id : `${id}-${index + 1}`}>
                {choice.label}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
