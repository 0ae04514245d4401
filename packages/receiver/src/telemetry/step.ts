import {
  type Attributes,
  type Context,
  context,
  INVALID_SPAN_CONTEXT,
  isSpanContextValid,
  type Span,
  type SpanContext,
  type SpanOptions,
  SpanStatusCode,
  type Tracer,
  trace,
} from "@opentelemetry/api";
import { errorName } from "../error-name.ts";

const noSpan = trace.wrapSpanContext(INVALID_SPAN_CONTEXT);

/**
 * One span. It costs next to nothing when nobody traces, and never throws: a sampler or a processor that does is the
 * user's, and must not take a delivery or an event with it.
 */
export class Step {
  readonly #span: Span;
  /** For what happens within it. */
  readonly context: Context;

  constructor(tracer: Tracer, name: string, options: SpanOptions, parent: Context) {
    this.#span = startSpan(tracer, name, options, parent);
    this.context = this.#isTraced ? trace.setSpan(parent, this.#span) : parent;
  }

  get spanContext(): SpanContext {
    return this.#span.spanContext();
  }

  get #isTraced(): boolean {
    return isSpanContextValid(this.#span.spanContext());
  }

  within<T>(work: () => T): T {
    return this.#isTraced ? context.with(this.context, work) : work();
  }

  describe(attributes: () => Attributes): void {
    quietly(this.#span, (span) => span.setAttributes(attributes()));
  }

  /** It has failed. Of an error only the name is told, as its message may quote what it is about. */
  fail(error: unknown): void {
    quietly(this.#span, (span) => span.recordException({ name: errorName(error) }));
    this.failAs(errorName(error));
  }

  /** The same without an error that was thrown. */
  failAs(type: string): void {
    quietly(this.#span, (span) => {
      span.setAttribute("error.type", type);
      span.setStatus({ code: SpanStatusCode.ERROR });
    });
  }

  end(): void {
    quietly(this.#span, (span) => span.end());
  }
}

function startSpan(tracer: Tracer, name: string, options: SpanOptions, parent: Context): Span {
  try {
    return tracer.startSpan(name, options, parent);
  } catch {
    return noSpan;
  }
}

function quietly(span: Span, task: (span: Span) => void): void {
  try {
    if (span.isRecording()) task(span);
  } catch {
    // There is nobody to tell whom the user's own SDK could not tell.
  }
}
