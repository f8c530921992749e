namespace Tombolo.Signal.Fuzz;

/// <summary>A property of accepted input; a broken one is a finding.</summary>
internal static class Expect
{
    internal static void That(bool holds, string property)
    {
        if (!holds)
        {
            throw new InvalidDataException("Broken property: " + property);
        }
    }
}
