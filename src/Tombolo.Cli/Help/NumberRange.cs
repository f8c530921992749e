using System.CommandLine;

namespace Tombolo.Cli.Help;

/// <summary>Numbers of the command line that have bounds.</summary>
internal static class NumberRange
{
    extension(Option<int> option)
    {
        /// <summary>Anything beyond is a wrong command line.</summary>
        public void MustBe(int lowest, int highest) => option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is var value && (value < lowest || value > highest))
            {
                result.AddError($"{result.Option.Name} must be {lowest} to {highest}.");
            }
        });
    }
}
