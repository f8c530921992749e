using System.Globalization;

namespace Tombolo.Fuzzing;

internal sealed record FuzzArguments(string? Target, TimeSpan Duration, int Seed, string? Corpus, bool Keep)
{
    internal static FuzzArguments Parse(string[] args)
    {
        FuzzArguments result = new(null, TimeSpan.FromSeconds(30), Random.Shared.Next(), null, Keep: false);
        for (int i = 0; i < args.Length; i++)
        {
            result = args[i] switch
            {
                "--keep" => result with { Keep = true },
                "--target" => result with { Target = args[++i] },
                "--seconds" => result with { Duration = TimeSpan.FromSeconds(Number(args[++i])) },
                "--seed" => result with { Seed = (int)Number(args[++i]) },
                "--corpus" => result with { Corpus = args[++i] },
                _ => throw new ArgumentException($"Unknown option {args[i]}.", nameof(args)),
            };
        }

        return result;
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
