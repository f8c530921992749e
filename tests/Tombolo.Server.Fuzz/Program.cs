using Tombolo.Fuzzing;
using Tombolo.Server.Fuzz;

FuzzTarget seededBug = new("seeded-bug", input => SeededBug.Read(input), () => []) { OnlyOnRequest = true, Words = XmlWords.All };

return await new FuzzProgram([.. ScannerTargets.All, .. SaslTargets.All, .. StreamTargets.All, .. WebSocketTargets.All, seededBug], ["Tombolo.Xmpp", "Tombolo.Server", "Tombolo.Server.Fuzz"])
{
    InstrumentType = type => type == typeof(SeededBug).FullName || Instrumented.Contains(type),
}.RunAsync(args);
