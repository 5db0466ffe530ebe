// Sums as the server makes them, so that the last bit is the same: a second double carries what the first cannot hold,
// and decimals are summed apart.
import { addDecimals, decimalOf } from '../bson/decimal.ts';
import { doubleOf, integerOf, numericType, type NumericType, wider } from '../bson/arithmetic.ts';
import { Decimal128, Long, type Num } from '../bson/index.ts';
import { exactOf, toDouble } from '../bson/numbers.ts';

export class Summation {
  #sum = 0;
  #carried = 0;
  /** The plain sum, which alone tells infinities from NaN. */
  #plain = 0;
  #decimal: Decimal128 | null = null;
  #type: NumericType = 'int';

  add(value: Num): void {
    if (typeof value === 'number') {
      if ((value | 0) !== value || Object.is(value, -0)) this.#type = wider(this.#type, 'double');
      this.#addDouble(value);
      return;
    }
    this.#type = wider(this.#type, numericType(value));
    if (value instanceof Decimal128)
      this.#decimal = this.#decimal === null ? value : addDecimals(this.#decimal, value);
    else if (value instanceof Long) this.#addLong(value);
    else this.#addDouble(toDouble(value));
  }

  /** The sum in the widest type seen; integers that outgrow int64 become doubles. */
  total(): Num {
    if (this.#type === 'decimal') return this.decimal();
    if (this.#type === 'double') return doubleOf(this.double());
    return integerOf(BigInt(this.#sum) + BigInt(this.#carried), this.#type) ?? doubleOf(this.double());
  }

  double(): number {
    return Number.isNaN(this.#sum) ? this.#plain : this.#sum;
  }

  get isDecimal(): boolean {
    return this.#type === 'decimal';
  }

  decimal(): Decimal128 {
    const others = Number.isFinite(this.#sum)
      ? addDecimals(exactDecimal(this.#sum), exactDecimal(this.#carried))
      : Decimal128.fromString(String(this.#plain));
    return this.#decimal === null ? others : addDecimals(this.#decimal, others);
  }

  /** What was carried joins the value first; then the sum takes it, and what does not fit is carried on. */
  #addDouble(value: number): void {
    this.#plain += value;
    const joined = value + this.#carried;
    const lost = this.#carried - (joined - value);
    const sum = this.#sum + joined;
    const before = sum - joined;
    this.#carried = lost + (this.#sum - before + (joined - (sum - before)));
    this.#sum = sum;
  }

  /** Split in two, the lower half first, so that each half is exact. */
  #addLong(value: Long): void {
    const high = Math.trunc(value.toNumber() / HALF) * HALF;
    this.#addDouble(Number(value.toBigInt() - BigInt(high)));
    this.#addDouble(high);
  }
}

const HALF = 4294967296;

function exactDecimal(value: number): Decimal128 {
  return decimalOf(exactOf(value)!);
}
