using CsCheck;

namespace Tombolo.Signal.Tests.Laws;

/// <summary>
/// Random conversations of two accounts with several devices: messages are lost, doubled, held back and forged, sessions
/// start anew on either side at any time. Whatever the schedule, a message decrypts at most once, to what was sent, and
/// every failure has a name that the schedule explains; the state stays within its limits.
/// </summary>
public sealed class ScheduleLaws
{
    private static readonly Gen<(int Kind, int From, int To, int Pick)[]> Schedules =
        Gen.Select(Gen.Int[0, 19], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 1000]).Array[20, 140];

    [Theory]
    [InlineData(SessionMode.V4SpqrRequired, 30)]
    [InlineData(SessionMode.V4WithoutSpqr, 20)]
    [InlineData(SessionMode.V3, 20)]
    public void Schedule_Any_DeliversEachMessageAtMostOnce(SessionMode mode, long iterations) =>
        Schedules.Sample(schedule => Run(mode, schedule).GetAwaiter().GetResult(), iter: iterations, threads: 1);

    private static async Task Run(SessionMode mode, (int Kind, int From, int To, int Pick)[] schedule)
    {
        using ConversationModel model = new(mode);
        foreach ((int kind, int from, int to, int pick) in schedule)
        {
            switch (kind)
            {
                case 0:
                    await model.StartAnewAsync(from, to);
                    break;
                case 1:
                    await model.DeliverForgedAsync(pick);
                    break;
                case 2:
                    model.Lose(pick);
                    break;
                case 3:
                    await model.DeliverAgainAsync(pick);
                    break;
                case < 11:
                    await model.SendAsync(from, to);
                    break;
                default:
                    await model.DeliverAsync(kind % 2 == 0 ? 0 : pick);
                    break;
            }
        }

        await model.DeliverAllAsync();
        await model.CheckThatAllPairsStillTalkAsync();
        await model.CheckLimitsAsync();
    }
}
