/** Why a tool has no answer, in a sentence for the model: what it can ask for instead. Of servers' words there are none in it. */
export class Refusal extends Error {
  override readonly name = "Refusal";
}
