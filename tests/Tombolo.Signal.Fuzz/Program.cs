using Tombolo.Fuzzing;
using Tombolo.Signal.Fuzz;

FuzzTarget seededBug = new("seeded-bug", input => SeededBug.Parse(input), () => []) { OnlyOnRequest = true };

return await new FuzzProgram([.. SpqrTargets.All, .. MessageTargets.All, .. RecordTargets.All, .. CipherTargets.All, seededBug], ["Tombolo.Signal", "Tombolo.Signal.Fuzz"])
{
    InstrumentType = type => type == typeof(SeededBug).FullName || Instrumented.Contains(type),
}.RunAsync(args);
