using Tombolo.Signal.Bench;

if (args.Contains("--processor-time"))
{
    Measurement.ByProcessorTime = true;
    args = [.. args.Where(argument => argument != "--processor-time")];
}

return args switch
{
    [] or ["compare"] => await Comparison.RunAsync(TimeSpan.FromSeconds(1)),
    ["compare", "--seconds", string seconds] =>
        await Comparison.RunAsync(TimeSpan.FromSeconds(double.Parse(seconds, System.Globalization.CultureInfo.InvariantCulture))),
    ["sizes"] => await RecordSizes.RunAsync(),
    ["allocation"] => await Allocation.RunAsync(),
    ["timing"] => TimingCheck.Run(),
    ["parts"] => Parts.Run(),
    ["browser"] => await BrowserRun.RunAsync(),
    ["profile", string job] => await Comparison.ProfileAsync(job),
    _ => Usage(),
};

static int Usage()
{
    Console.WriteLine("""
        Tombolo.Signal.Bench COMMAND
          compare [--seconds S]  ours against Signal's library (npm, in Node), medians of seven rounds of S seconds (1)
                                 --processor-time: by processor time, for a machine that is not idle
          sizes                  session records of both libraries at the same states
          allocation             bytes allocated by one encryption in an established session
          timing                 do MAC check and decapsulation take the same time for every secret?
          parts                  what each building block costs, the best of many rounds
          browser                the jobs in interpreted WebAssembly, in chromium without a window
          profile JOB            runs one of our jobs for ten seconds: setup oneway pingpong group safety
        """);
    return 2;
}
